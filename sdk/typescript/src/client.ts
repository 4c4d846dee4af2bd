// The client: openapi-fetch with the types of the API, whose calls return what was asked for or throw what was wrong.

import createClient, {
  type Client,
  type ClientPathsWithMethod,
  type FetchResponse,
  type MaybeOptionalInit,
} from "openapi-fetch";

import { failure } from "./problem.js";
import { type RetryOptions, send, sleep } from "./retry.js";
import type { paths } from "./schema.js";

export interface Options extends Partial<RetryOptions> {
  /** Where the server is: `https://book.example.org`. */
  baseUrl: string;
  /** An API key, or the token of a booking or a hold. */
  token?: string;
}

type Method = "get" | "put" | "post" | "delete";
type PathWith<M extends Method> = ClientPathsWithMethod<Client<paths>, M>;

/** Parameters and body, as the API document has them; they may be left out where none is required. */
type Init<Path extends keyof paths, M extends Method> = MaybeOptionalInit<paths[Path], M>;
type Arguments<T> = undefined extends T ? [init?: T] : [init: T];

/** What a call returns; nothing where the server answers without a body. */
type Answer<Path extends keyof paths, M extends Method> =
  Data<paths[Path][M]> extends infer T ? ([T] extends [never] ? void : T) : never;
type Data<Operation> = Operation extends Record<string | number, unknown>
  ? NonNullable<FetchResponse<Operation, object, "application/json">["data"]>
  : never;

/** A call by the path of the API document. */
type Call<M extends Method> = <Path extends PathWith<M>>(
  path: Path,
  ...init: Arguments<Init<Path, M>>
) => Promise<Answer<Path, M>>;

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** The paths of lists that come in pages. */
type PagedPath = {
  [Path in PathWith<"get">]: Answer<Path, "get"> extends Page<unknown> ? Path : never;
}[PathWith<"get">];

type Item<Path extends PagedPath> = Answer<Path, "get"> extends Page<infer T> ? T : never;

/** A scheduling server, called by somebody. */
export class Scheduling {
  /** For what needs the head of an answer, such as a conditional request: it returns problems and throws none. */
  readonly raw: Client<paths>;
  readonly get: Call<"get">;
  readonly put: Call<"put">;
  readonly post: Call<"post">;
  readonly delete: Call<"delete">;
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    const retry: RetryOptions = {
      retries: 3,
      firstWait: 200,
      longestWait: 30_000,
      timeout: 30_000,
      fetch: (request) => fetch(request),
      sleep,
      ...options,
    };
    this.raw = createClient<paths>({
      baseUrl: options.baseUrl,
      fetch: (request) => send(request, retry),
      ...(options.token === undefined ? {} : { headers: { Authorization: `Bearer ${options.token}` } }),
    });
    this.get = this.#call("get");
    this.put = this.#call("put");
    this.post = this.#call("post");
    this.delete = this.#call("delete");
  }

  /** The same server, called by whoever holds this token. */
  as(token: string): Scheduling {
    return new Scheduling({ ...this.#options, token });
  }

  /** All items of a list, page by page; `limit` is the length of a page. */
  async *items<Path extends PagedPath>(
    path: Path,
    ...[init]: Arguments<Init<Path, "get">>
  ): AsyncGenerator<Item<Path>, void, undefined> {
    // A path with pages takes a cursor; that it is one of these paths is in its type.
    const get = this.get as unknown as (path: Path, init: object) => Promise<Page<Item<Path>>>;
    const given = init as { params?: { query?: object } } | undefined;
    let from: { cursor?: string } = {};
    for (;;) {
      const query = { ...given?.params?.query, ...from };
      const page = await get(path, { ...given, params: { ...given?.params, query } });
      yield* page.items;
      if (page.nextCursor === null) return;
      from = { cursor: page.nextCursor };
    }
  }

  #call<M extends Method>(method: M): Call<M> {
    // `Call` says what the API document says; openapi-fetch has the same types, with the error beside the data.
    const request = this.raw.request as unknown as (
      method: string,
      path: string,
      init: unknown,
    ) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
    const call = async (path: string, init?: unknown) => {
      const { data, error, response } = await request(method, path, init);
      if (!response.ok) throw failure(response.status, error);
      return data;
    };
    return call as unknown as Call<M>;
  }
}
