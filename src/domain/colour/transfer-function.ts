/** Linear light (0..1) of an sRGB or Display P3 component (0..1); both share this curve (IEC 61966-2-1). */
export function linearFromEncoded(component: number): number {
  return component <= 0.04045 ? component / 12.92 : ((component + 0.055) / 1.055) ** 2.4
}

/** Inverse of {@link linearFromEncoded}. */
export function encodedFromLinear(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055
}
