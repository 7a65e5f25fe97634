/** What the guards of proposals miss, in Dutch: they say it in English, in the words below. */
import { dayIn, type Language } from './governance.words.js';

const DUTCH: Readonly<Record<string, string>> = {
  'the standard (standardId)': 'de standaard',
  'the version (versionId), or its standard (standardId)': 'de versie, of haar standaard',
  'the version that leaves support (versionId)': 'de versie waarvan de ondersteuning eindigt',
  'the first day without support (endOfSupportOn)': 'de eerste dag zonder ondersteuning',
  'the successor of the version (successorId), or that it has none (noSuccessor)':
    'de opvolger van de versie, of dat die er niet is',
  'for what (functionalScope), or for whom (organisationalScope), the standard would be meant':
    'waarvoor, of voor wie, de standaard bedoeld zou zijn',
  'how strongly it would bind (aimedLevel)': 'de beoogde verbindendheid',
  'the support of a municipality or a public body other than who submitted it':
    'de steun van een gemeente of publieke organisatie naast de indiener',
  'the standard in the register': 'de standaard in het register',
  'the version in the register, announced': 'de versie in het register, aangekondigd',
  'the announcement of the version': 'de aankondiging van de versie',
  'a consultation': 'een consultatie',
  'advice of the CVD': 'het advies van het CvD',
  'the step to CVD_ADVICE, by a REGISTRAR': 'het doorzetten naar de adviserende organen, door de functioneel beheerder',
  'the step to CVD_ADVICE, by a SECRETARY of an organisation that serves the CVD':
    'het opnieuw doorzetten naar de adviserende organen, door de secretaris van het CvD',
};
const PATTERNS: readonly (readonly [pattern: RegExp, dutch: (...found: string[]) => string])[] = [
  [/^a verdict on (.+)$/, (codes = '') => `een oordeel over ${codes}`],
  [
    /^the end of the consultation, on (\d{4}-\d\d-\d\d)$/,
    (day = '') => `het einde van de consultatie, op ${dayIn(day, 'nl')}`,
  ],
  [/^an answer to a reaction$/, () => 'een antwoord op een reactie'],
  [/^an answer to (\d+) reactions$/, (count = '') => `een antwoord op ${count} reacties`],
];

/** In Dutch where it is known how, otherwise as it was said. */
export function missingIn(words: string, language: Language): string {
  if (language === 'en') return words;
  for (const [pattern, dutch] of PATTERNS) {
    const found = pattern.exec(words);
    if (found) return dutch(...found.slice(1));
  }
  return DUTCH[words] ?? words;
}
