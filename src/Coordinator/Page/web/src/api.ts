// Requests to the service that served this page, and to nobody else. The token is in memory only: closing or reloading the page signs out.

import type { HuntPage, HuntView, ProgressView, Problem } from "./types.js";

const base = "api/v1";

/** A coordinator says at least every ten seconds how a hunt stands: a stream that is silent for longer is cut off, whether or not the browser knows. */
const longestSilence = 40_000;

let token: string | null = null;
let ended: (() => void) | null = null;

export class ProblemError extends Error {
  constructor(readonly status: number, readonly problem: Problem) {
    super([problem.detail ?? problem.title, ...(problem.errors ?? []).map(error => typeof error === "string" ? error : `Line ${error.line}: ${error.reason}`)]
      .slice(0, 6).join(" "));
  }
}

/**
 * Signs in: the token is kept when the service takes it. Without one the service answers programs on its own machine only.
 * @param whenEnded Called once when the service takes the token no longer; it is forgotten by then.
 */
export async function signIn(wanted: string, whenEnded: () => void): Promise<void> {
  token = wanted || null;
  try {
    await get<HuntPage>("hunts?limit=1");
  } catch (error) {
    signOut();
    throw error;
  }

  ended = whenEnded;
}

export function signOut(): void {
  token = null;
  ended = null;
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await send("GET", path, undefined, signal)).json() as Promise<T>;
}

export async function post<T>(path: string, body?: unknown): Promise<T> {
  const response = await send("POST", path, body);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export async function remove(path: string): Promise<void> {
  await send("DELETE", path);
}

/**
 * Fetches a file and hands it to the browser's download, because a link could not carry the token.
 * @returns What the service says of the file: what is left out, and why; empty when there is nothing to say.
 */
export async function download(path: string, name?: string): Promise<string> {
  const response = await send("GET", path);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = name ?? /filename="?([^";]+)/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "hunt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);

  // Several headers of one name come with commas between; each is a sentence.
  return (response.headers.get("IOC-Explorer-Remark") ?? "").replaceAll("., ", ". ");
}

/**
 * Follows a hunt by server-sent events until it ends or the signal says so; reconnects after a pause when the connection is lost.
 * @param lost Called each time that the connection is lost; the next event shows that it is back.
 */
export async function watch(hunt: HuntView["id"], show: (progress: ProgressView) => void, lost: () => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const connection = new AbortController();
    const leave = () => connection.abort();
    let silence = setTimeout(leave, longestSilence);
    signal.addEventListener("abort", leave);
    try {
      const response = await send("GET", `hunts/${hunt}/progress`, undefined, connection.signal, "text/event-stream");
      const isOver = await readEvents(response.body!, progress => {
        clearTimeout(silence);
        silence = setTimeout(leave, longestSilence);
        show(progress);
      });
      if (isOver) {
        return;
      }
    } catch (error) {
      if (error instanceof ProblemError && error.status < 500) {
        throw error;
      }
    } finally {
      clearTimeout(silence);
      signal.removeEventListener("abort", leave);
    }

    if (!signal.aborted) {
      lost();
      await new Promise(resolve => setTimeout(resolve, 2000));
    }
  }
}

/** Returns whether the stream said that the hunt has ended. */
async function readEvents(body: ReadableStream<Uint8Array>, show: (progress: ProgressView) => void): Promise<boolean> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return false;
    }

    text += value.replaceAll("\r", "");
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const lines = text.slice(0, end).split("\n");
      text = text.slice(end + 2);
      const data = lines.filter(line => line.startsWith("data:")).map(line => line.slice(5).trimStart()).join("\n");
      const kind = lines.find(line => line.startsWith("event:"))?.slice(6).trim();
      if (data && (kind === "progress" || kind === "end")) {
        show(JSON.parse(data) as ProgressView);
      }

      if (kind === "end") {
        return true;
      }
    }
  }
}

async function send(method: string, path: string, body?: unknown, signal?: AbortSignal, accept = "application/json"): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept };
  if (token) {
    headers["Authorization"] = `Bearer ${token}`;
  }

  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }

  const response = await fetch(`${base}/${path}`, {
    method, headers, signal: signal ?? null, body: body === undefined ? null : JSON.stringify(body), credentials: "omit", redirect: "error", cache: "no-store",
  });
  if (response.status === 401 && ended) {
    const tell = ended;
    signOut();
    tell();
  }

  if (!response.ok) {
    throw new ProblemError(response.status, await problemOf(response));
  }

  return response;
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return await response.json() as Problem;
  } catch {
    return { title: `The service answered with HTTP ${response.status}.` };
  }
}
