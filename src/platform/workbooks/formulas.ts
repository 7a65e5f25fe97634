/**
 * Text that a spreadsheet program would take for a formula when it opens a CSV file, and the apostrophe that keeps it text.
 * Taking the apostrophe off again gives exactly the text that was guarded.
 */
const WORKS = '=+\\-@\\t\\r\\n\\uFF1D\\uFF0B\\uFF0D\\uFF20';
const AT_RISK = new RegExp(`^'*[${WORKS}]`);
const GUARDED = new RegExp(`^'+[${WORKS}]`);

/** As it may be written to a CSV file. */
export const guarded = (text: string): string => (AT_RISK.test(text) ? `'${text}` : text);

/** As it was before it was guarded. */
export const unguarded = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text);

/** Whether a text, as it stands in a CSV file, would be worked out; a dash or a plus may also begin a list or a number. */
export const isFormula = (text: string): boolean => /^[=@\uFF1D\uFF20]/.test(text);
