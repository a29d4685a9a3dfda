import { expect, test } from "vitest";
import { collectWhenLarge } from "../../provider/session/garbage";

const MB = 1024 * 1024;

/** A heap whose collections leave `used` bytes. */
class TestHeap {
  collections = 0;
  constructor(
    public bytes: number,
    public used: number,
  ) {}
  size = () => this.bytes;
  collect = async () => {
    this.collections += 1;
    this.bytes = this.used;
    return this.used;
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a small heap is left to Node.js", async () => {
  const heap = new TestHeap(150 * MB, 60 * MB);
  collectWhenLarge(heap)();
  await settled();
  expect(heap.collections).toBe(0);
});

test("a large heap is collected once, and again when it has grown again", async () => {
  const heap = new TestHeap(210 * MB, 60 * MB);
  const look = collectWhenLarge(heap);
  look();
  look();
  await settled();
  look();
  expect(heap.collections).toBe(1);
  heap.bytes = 145 * MB;
  look();
  expect(heap.collections).toBe(2);
});

test("a heap that is in use is not collected again and again", async () => {
  const heap = new TestHeap(310 * MB, 300 * MB);
  const look = collectWhenLarge(heap);
  for (let round = 0; round < 10; round += 1) {
    look();
    await settled();
    heap.bytes += 10 * MB;
  }
  expect(heap.collections).toBe(2);
});

test("what came in before the collection was heard of is not taken for what is in use", async () => {
  const heap = new TestHeap(210 * MB, 60 * MB);
  const look = collectWhenLarge(heap);
  look();
  heap.bytes = 190 * MB;
  await settled();
  look();
  expect(heap.collections).toBe(2);
});

test("where garbage cannot be collected, it is not tried again", async () => {
  let tries = 0;
  const look = collectWhenLarge({
    size: () => 500 * MB,
    collect: async () => {
      tries += 1;
      throw new Error("Node.js was built without an inspector");
    },
  });
  for (let round = 0; round < 3; round += 1) {
    look();
    await settled();
  }
  expect(tries).toBe(1);
});
