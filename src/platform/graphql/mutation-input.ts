/** What the one argument of every mutation is described with. */
export const INPUT = { description: 'What is to be done, and about what. (Invoer)' };
