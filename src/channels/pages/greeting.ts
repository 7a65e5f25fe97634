/** What there is to tell when the service listens. */
export interface Start {
  url: string;
  publicUrl: string | undefined;
  /** Whether the personas of a trial can sign in. */
  isTrial: boolean;
  /** Whether the register holds demonstration data. */
  isDemo: boolean;
  /** What the starter catalogue holds; undefined when it was left out. */
  counts: Readonly<Record<'standards' | 'versions' | 'municipalities' | 'components', number>> | undefined;
}

/** How a service tells that it listens: one line for a program, a few for the person who started it. */
export function greeting({ url, publicUrl, isTrial, isDemo, counts }: Start, isForPeople: boolean): string {
  if (!isForPeople) return `${JSON.stringify({ event: 'listening', url })}\n`;
  const doors: [what: string, where: string][] = [
    ['Vragen stellen · ask questions', `${url}/graphiql`],
    ['Voor programma’s · for programs', `${url}/graphql`],
    ['Het contract · the contract', `${url}/schema.graphql`],
  ];
  if (publicUrl !== undefined) doors.push(['Vaste adressen · stable addresses', publicUrl]);
  if (isTrial) doors.push(['Aanmelden · sign in', 'npm run --silent token -- --as registrar']);
  const held = counts && [
    `${counts.standards} standaarden met ${counts.versions} versies, ${counts.municipalities} gemeenten, ${counts.components} referentiecomponenten`,
    `${counts.standards} standards with ${counts.versions} versions, ${counts.municipalities} municipalities, ${counts.components} reference components`,
  ];
  const lines = [
    'Het Standaardenregister draait · the register of standards is running',
    ...(isDemo
      ? ['met DEMONSTRATIEGEGEVENS, adoptie is verzonnen · with DEMONSTRATION DATA, adoption is made up']
      : []),
    '',
    ...doors.map(([what, where]) => `${what.padEnd(36)}${where}`),
    '',
    ...(held ?? ['De startcatalogus is niet geladen · the starter catalogue was not loaded']),
    '',
    'Stoppen · stop: Ctrl+C',
  ];
  return `\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}
