export const median = (numbers: readonly number[]): number => {
  const list = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(list.length / 2);
  const [low = 0, high = 0] = [list[Math.ceil(list.length / 2) - 1], list[middle]];
  return (low + high) / 2;
};

/** Cells under one another, the first column to the left and all others to the right. */
export function tableOf(cells: readonly (readonly string[])[]): string {
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  return cells
    .map((line) =>
      line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .join('\n');
}
