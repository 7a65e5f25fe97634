/** One small page that needs nothing else. The style is named by its hash, so no other style can run. */
const STYLE = `body{max-width:42rem;margin:3rem auto;padding:0 1rem;font:1.1rem/1.5 system-ui,sans-serif}section{margin-block:2rem}`;

interface Door {
  path: string;
  nl: string;
  en: string;
}

export const DOORS: readonly Door[] = [
  { path: '/graphiql', nl: 'Vragen stellen in de browser', en: 'Ask questions in the browser' },
  { path: '/graphql', nl: 'Het adres voor programma’s (GraphQL)', en: 'The address for programs (GraphQL)' },
  { path: '/schema.graphql', nl: 'Het contract', en: 'The contract' },
  { path: '/id/standards/zaken-api', nl: 'Een vast adres: de Zaken API', en: 'A stable address: the Zaken API' },
  { path: '/decisions.atom', nl: 'De laatste besluiten, als feed', en: 'The latest decisions, as a feed' },
  { path: '/transitions.ics', nl: 'Wat er verandert, als kalender', en: 'What will change, as a calendar' },
  { path: '/health/ready', nl: 'Of het register gereed is', en: 'Whether the register is ready' },
];

const TITLE_NL = 'Standaardenregister';
const TITLE_EN = 'Register of standards';
const ABOUT_NL =
  'Welke standaarden gemeenten wordt aangeraden te gebruiken, in welke versie, vanaf wanneer en hoe bindend.';
const ABOUT_EN =
  'Which standards Dutch municipalities are recommended to use, in which version, since when, and how binding.';

const list = (language: 'nl' | 'en') =>
  DOORS.map((door) => `<li><a href="${door.path}">${door[language]}</a> <code>${door.path}</code></li>`).join('\n');

const DEMO_NL = 'Demonstratiegegevens: wat gemeenten hier toepassen is verzonnen.';
const DEMO_EN = 'Demonstration data: what municipalities apply here was made up.';

/** @param isDemo whether the register holds demonstration data, which the page then says first */
export const landingPage = (isDemo: boolean): string => `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TITLE_NL}</title>
<link rel="icon" href="data:,">
<link rel="alternate" type="application/atom+xml" title="Besluiten" href="/decisions.atom">
<style>${STYLE}</style>
</head>
<body>
<main>${isDemo ? `\n<p><strong>${DEMO_NL} <span lang="en">${DEMO_EN}</span></strong></p>` : ''}
<h1>${TITLE_NL}</h1>
<section>
<p>${ABOUT_NL}</p>
<ul>
${list('nl')}
</ul>
</section>
<section lang="en">
<h2>${TITLE_EN}</h2>
<p>${ABOUT_EN}</p>
<ul>
${list('en')}
</ul>
</section>
</main>
</body>
</html>
`;

export const LANDING_STYLE = STYLE;

/** The same for programs; links from the root of the site. */
export const landingAnswer = (isDemo: boolean): object => ({
  name: TITLE_NL,
  about: { nl: ABOUT_NL, en: ABOUT_EN },
  ...(isDemo && { demoData: { nl: DEMO_NL, en: DEMO_EN } }),
  links: DOORS.map(({ path, nl, en }) => ({ href: path, title: { nl, en } })),
});
