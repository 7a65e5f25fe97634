interface Range {
  type: string;
  quality: number;
  /** 2 for a full type, 1 for `application/*`, 0 for `*\/*`. */
  exactness: number;
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  const exactness = type === '*/*' ? 0 : type.endsWith('/*') ? 1 : 2;
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0, exactness };
}

const matches = ({ type, exactness }: Range, offer: string): boolean =>
  exactness === 0 || (exactness === 1 ? offer.startsWith(type.slice(0, -1)) : offer === type);

/**
 * Chooses among media types by an `Accept` header (RFC 9110, 12.5.1): highest quality first, then the type named most
 * exactly, then the order of the offers. Undefined when the caller takes none of them; without a header the first offer.
 */
export function chooseMediaType<T extends string>(accept: string | undefined, offers: readonly T[]): T | undefined {
  if (accept === undefined || accept.trim() === '') return offers[0];
  const ranges = accept.split(',', 50).map(rangeOf);
  let best: { offer: T; quality: number; exactness: number; place: number } | undefined;
  for (const offer of offers) {
    const fitting = ranges.filter((range) => matches(range, offer)).sort((a, b) => b.exactness - a.exactness)[0];
    if (!fitting || fitting.quality === 0) continue;
    const { quality, exactness } = fitting;
    const place = ranges.indexOf(fitting);
    const better =
      !best ||
      quality > best.quality ||
      (quality === best.quality &&
        (exactness > best.exactness || (exactness === best.exactness && place < best.place)));
    if (better) best = { offer, quality, exactness, place };
  }
  return best?.offer;
}
