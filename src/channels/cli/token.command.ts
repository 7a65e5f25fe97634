import { Command } from 'commander';
import { isPersona, PERSONAS } from '../../platform/auth/trial/personas.js';

interface Options {
  as?: string;
  url?: string;
}

const names = Object.keys(PERSONAS);
const LISTED = `${names.map((name) => `  ${name}`).join('\n')}`;

/** `token --as <persona>` signs a persona of the trial in: the token goes to standard output, all else to standard error. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('sign a persona of the trial in, and print the access token')
    .option('--as <persona>', `as whom: ${names.join(', ')}`)
    .option('--url <url>', 'where the service listens on this machine, when not where PORT and HOST say')
    .action(async ({ as: persona, url }: Options) => {
      if (persona === undefined || !isPersona(persona)) {
        const unknown = persona === undefined ? '' : `${JSON.stringify(persona)}? `;
        console.error(`${unknown}Name a persona with --as. Kies een persona met --as:\n${LISTED}`);
        process.exitCode = 2;
        return;
      }
      // Not at the top: the other commands need nothing of it.
      const { signIn, SignInRefused } = await import('./sign-in.js');
      try {
        const { token, address } = await signIn(persona, url);
        console.error(callWith(token, address, persona));
        console.log(token);
      } catch (error) {
        if (!(error instanceof SignInRefused)) throw error;
        console.error(error.message);
        process.exitCode = 2;
      }
    });
}

const callWith = (token: string, address: string, persona: string): string => `
An access token of ${persona}, good for an hour. To try it:
Een toegangstoken van ${persona}, een uur geldig. Om te proberen:

curl -sS ${address}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${token}' \\
  -d '{"query":"{ viewer { name memberships { role organisation { name } } } }"}'
`;
