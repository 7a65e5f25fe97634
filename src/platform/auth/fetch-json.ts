const PATIENCE_MS = 3_000;

/** Something that was asked for over HTTP did not come, or not as it should. The message holds nothing that was sent. */
export class FetchRefused extends Error {
  override readonly name = 'FetchRefused';
}

/**
 * The JSON object at an address: from there and nowhere else (a redirect is a refusal), in bounded time and size.
 * @throws FetchRefused
 */
export async function fetchJson(address: string, mostBytes: number): Promise<object> {
  const text = await fetchText(address, mostBytes).catch((error: unknown) => {
    throw error instanceof FetchRefused ? error : new FetchRefused(reasonOf(error));
  });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // said below
  }
  throw new FetchRefused('the answer is no JSON object');
}

async function fetchText(address: string, mostBytes: number): Promise<string> {
  const response = await fetch(address, {
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { accept: 'application/json' },
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new FetchRefused(`the answer is HTTP ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Leaving the loop breaks the answer off.
    if (size > mostBytes) throw new FetchRefused(`the answer is larger than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  return name === 'TimeoutError'
    ? `no answer within ${PATIENCE_MS} ms`
    : `no connection (${cause?.code ?? 'broken off'})`;
}
