/** A guid of version 4 from a source of random numbers. */
export function newGuid(random: () => number): string {
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (place) => {
    const nibble = Math.floor(random() * 16);
    return (place === "x" ? nibble : (nibble & 3) | 8).toString(16);
  });
}
