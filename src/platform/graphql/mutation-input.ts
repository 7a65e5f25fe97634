/** What the one argument of every mutation is described with. */
export const INPUT = { description: 'What is to be done, and about what. (Invoer)' };
/** And the key by which a repeated request is known. */
export const REPEATED =
  'Repeating a key returns the first answer and writes nothing; 8 to 128 characters. (Herhalingssleutel)';
