import { Command, InvalidArgumentError, Option } from 'commander';
import { Role } from '../../platform/auth/role.js';
import { Rejection } from '../../platform/graphql/user-errors.js';
import { CommandRefused } from './explained.js';

interface Options {
  issuer: string;
  subject: string;
  role: Role;
  organisation: string;
}

function issuer(text: string): string {
  if (!URL.canParse(text)) throw new InvalidArgumentError('The address of the issuer as it stands in its tokens.');
  return text;
}

/** `grant` gives someone a role from the command line: the first registrar of an installation has nobody to ask. */
export function grantCommand(): Command {
  return new Command('grant')
    .description('give someone a role until further notice, such as the first registrar; does nothing when it is held')
    .requiredOption('--issuer <url>', 'the identity provider, exactly as "iss" in its tokens', issuer)
    .requiredOption('--subject <subject>', 'who, exactly as "sub" in the tokens')
    .addOption(new Option('--role <role>', 'which role').choices(Object.values(Role)).default(Role.REGISTRAR))
    .option('--organisation <slug>', 'for which organisation, by its short name', 'vng')
    .action(async ({ organisation, ...who }: Options) => {
      // Not at the top: the other commands need nothing of the domain.
      const { grant } = await import('./grant.js');
      try {
        const { id, isHeldAlready } = await grant({ ...who, slug: organisation });
        console.error(isHeldAlready ? 'The role is held already.' : 'The role is granted.');
        console.log(id);
      } catch (error) {
        throw error instanceof Rejection ? new CommandRefused(error.message) : error;
      }
    });
}
