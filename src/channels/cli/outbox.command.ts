import { Command, InvalidArgumentError } from 'commander';

function address(text: string): string {
  if (text.length > 254 || !/^[^@\s]+@[^@\s]+$/.test(text))
    throw new InvalidArgumentError('An address such as ict@example.nl.');
  return text;
}

/** `outbox list` shows what the register has to tell organisations; `outbox address` says where one is written to. */
export function outboxCommand(): Command {
  return new Command('outbox')
    .description('what the register has to tell organisations, and where they are written to')
    .addCommand(listCommand())
    .addCommand(addressCommand());
}

function listCommand(): Command {
  return new Command('list')
    .description(
      'list messages as tab-separated lines, the newest first: state, written at, organisation, address, subject, failure',
    )
    .option('--waiting', 'only what is not sent')
    .option('--bodies', 'with the text of each below it')
    .action(async (options: { waiting?: true; bodies?: true }) => {
      const { listOutbox } = await import('./outbox.js');
      await listOutbox((line) => console.log(line), options);
    });
}

function addressCommand(): Command {
  return new Command('address')
    .description('say where an organisation is written to; without an address it is no longer written to')
    .argument('<organisation>', 'its short name, such as gm0363')
    .argument('[address]', 'an e-mail address', address)
    .action(async (slug: string, to: string | undefined) => {
      const { setAddress } = await import('./outbox.js');
      const isNew = await setAddress(slug, to ?? null);
      console.error(isNew ? 'It is noted.' : 'It was so already.');
    });
}
