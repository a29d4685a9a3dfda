const HEX = "0123456789abcdef";

/** A guid of version 4 from a source of random numbers. */
export function newGuid(random: () => number): string {
  let guid = "";
  for (const place of "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx") {
    if (place === "x") guid += HEX[Math.floor(random() * 16)];
    else if (place === "y") guid += HEX[(Math.floor(random() * 16) & 3) | 8];
    else guid += place;
  }
  return guid;
}
