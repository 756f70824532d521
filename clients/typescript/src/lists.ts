import type { ApiRefusal } from "./generated/index.js";
import { Refused } from "./session.js";

/** One page of a list; `next_cursor` is null on the last one. */
export interface Page<Row> {
  data: Row[];
  next_cursor?: string | null;
}

type Answer<Row> = { data?: Page<Row>; error?: ApiRefusal; response?: Response };

/**
 * Every row of a list, page after page. Throws `Refused`.
 *
 *     for await (const one of every((cursor) => listCampaigns({ client, query: { cursor, status: "active" } }))) …
 */
export async function* every<Row>(list: (cursor?: string) => Promise<Answer<Row>>): AsyncGenerator<Row> {
  let cursor: string | null | undefined;
  do {
    const { data, error, response } = await list(cursor ?? undefined);
    if (!data) throw new Refused(response?.status ?? 0, error);
    yield* data.data;
    cursor = data.next_cursor;
  } while (cursor);
}
