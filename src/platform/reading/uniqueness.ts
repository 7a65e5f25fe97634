/** Whether a condition lets at most one row through, told from its text and the keys of the table. */
import { type TableFacts } from './database-facts.js';
import { type Sql, textOf } from './sql.js';

/** The parts of a condition that all have to hold; what holds an `or` stays whole. */
export function conjunctsOf(condition: Sql): string[] {
  return split(textOf(condition));
}

function split(text: string): string[] {
  const bare = text.trim();
  if (bare.startsWith('(') && closes(bare, 0) === bare.length - 1) return split(bare.slice(1, -1));
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < bare.length; i++) {
    if (bare[i] === '(') i = closes(bare, i);
    else if (bare[i] === "'") i = bare.indexOf("'", i + 1);
    if (i < 0) return [bare];
    const [word] = /^\s(and|or|case|between)\s/i.exec(bare.slice(i, i + 9)) ?? [];
    if (word === undefined) continue;
    if (word.trim().toLowerCase() !== 'and') return [bare];
    parts.push(bare.slice(start, i));
    start = i + word.length;
    i = start - 1;
  }
  return parts.length === 0 ? [bare] : [...parts, bare.slice(start)].flatMap(split);
}

/** Where the bracket at `open` closes; past the end when it does not. */
function closes(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "'") i = text.indexOf("'", i + 1);
    if (i < 0) break;
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return i;
  }
  return text.length;
}

/** The columns of `alias` that a condition sets equal to something outside the row. */
function fixedColumns(conjuncts: readonly string[], alias: string): string[] {
  const own = new RegExp(`^${alias}\\."?(\\w+)"?$`);
  return conjuncts.flatMap((conjunct) => {
    const [left, right, ...more] = conjunct.split(' = ');
    if (left === undefined || right === undefined || more.length > 0) return [];
    const [side, other] = own.test(left.trim()) ? [left, right] : [right, left];
    const column = own.exec(side.trim())?.[1];
    const isOutside = !new RegExp(`\\b${alias}\\.`).test(other) && !/^\s*(any|all|some)\b/i.test(other);
    return column !== undefined && isOutside ? [column] : [];
  });
}

/** @param also columns that tell rows apart as well, such as those of an order */
export function isUnique(table: TableFacts, alias: string, condition: Sql, also: readonly string[] = []): boolean {
  const conjuncts = conjunctsOf(condition);
  if (conjuncts.includes('false')) return true;
  const told = new Set([...fixedColumns(conjuncts, alias), ...also]);
  const says = (start: string) => conjuncts.some((conjunct) => conjunct.startsWith(`${alias}.${start}`));
  return table.keys.some(({ columns, periods, isPlain }) => {
    if (!isPlain || !columns.every((column) => told.has(column))) return false;
    if (periods === undefined) return true;
    const { from, to, recordedTo } = periods;
    return says(`${from} <=`) && says(`${to} >`) && (says(`${recordedTo} = 'infinity'`) || says(`${recordedTo} >`));
  });
}
