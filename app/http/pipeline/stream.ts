/**
 * A body that is made while it is read: the next piece is asked for only when the last was taken, and none when the reader
 * went away. What fails in between breaks the download off, and is told to `failed`.
 */
export function streamOf(
  pieces: AsyncGenerator<Uint8Array>,
  failed: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await pieces.next();
          if (!next.done) return controller.enqueue(next.value);
          controller.close();
        } catch (error) {
          failed(error);
          controller.error(error);
        }
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}
