/** A guid of version 4 from a source of random numbers. */
export function newGuid(random: () => number): string {
  const nibble = () => Math.floor(random() * 16);
  const hex3 = () => ((nibble() << 8) | (nibble() << 4) | nibble()).toString(16).padStart(3, "0");
  const hex4 = () => nibble().toString(16) + hex3();
  const variant = () => ((nibble() & 3) | 8).toString(16);
  return `${hex4()}${hex4()}-${hex4()}-4${hex3()}-${variant()}${hex3()}-${hex4()}${hex4()}${hex4()}`;
}
