/** Writes a number literal as Java's BigDecimal does: `1e400` becomes `1E+400`, `0.05` stays. */
export function javaDecimal(literal: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? [];
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '');
  const scale = fraction.length - Number(exponent);
  const power = digits.length - 1 - scale;
  // https://docs.oracle.com/javase/8/docs/api/java/math/BigDecimal.html#toString--
  if (scale >= 0 && power >= -6) {
    const padded = digits.padStart(scale + 1, '0');
    const point = padded.length - scale;
    return sign + padded.slice(0, point) + (scale > 0 ? `.${padded.slice(point)}` : '');
  }
  const mantissa = digits.length > 1 ? `${digits.slice(0, 1)}.${digits.slice(1)}` : digits;
  return `${sign}${mantissa}E${power < 0 ? '' : '+'}${power}`;
}
