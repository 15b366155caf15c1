import { request, type IncomingHttpHeaders } from "node:http";
import type { Credentials } from "./practice";

/** An answer of the API, as it came. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body as JSON; an empty object where it is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json: any;
}

/** What to send. */
export interface Sending {
  headers?: Record<string, string | undefined>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  body?: string | Buffer;
}

/** A client that sends exactly what it is told, as no browser would. It keeps the session's cookie. */
export class Api {
  cookie: string | undefined;

  constructor(readonly url: string) {}

  async send(method: string, path: string, { headers = {}, json, body }: Sending = {}): Promise<Answer> {
    const sent = json === undefined ? body : JSON.stringify(json);
    const wanted: Record<string, string | undefined> = {
      origin: this.url,
      cookie: this.cookie,
      "content-type": json === undefined ? undefined : "application/json",
      "content-length": sent === undefined ? undefined : String(Buffer.byteLength(sent)),
      ...headers,
    };
    const given = Object.entries(wanted).filter(
      (header): header is [string, string] => header[1] !== undefined,
    );
    const { hostname, port } = new URL(this.url);
    const answer = await new Promise<Answer>((resolve, reject) => {
      const sending = request(
        { hostname, port, method, path, headers: Object.fromEntries(given) },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString("utf8");
            const isJson = response.headers["content-type"]?.includes("json");
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text,
              json: isJson && text ? JSON.parse(text) : {},
            });
          });
        },
      );
      sending.on("error", reject);
      sending.end(sent);
    });
    for (const cookie of answer.headers["set-cookie"] ?? []) {
      this.cookie = cookie.split(";")[0];
    }
    return answer;
  }

  get(path: string, sending?: Sending): Promise<Answer> {
    return this.send("GET", path, sending);
  }

  post(path: string, json?: unknown, headers?: Sending["headers"]): Promise<Answer> {
    return this.send("POST", path, { json, headers });
  }

  patch(path: string, version: number, json: unknown): Promise<Answer> {
    return this.send("PATCH", path, { json, headers: { "if-match": `"${version}"` } });
  }

  delete(path: string): Promise<Answer> {
    return this.send("DELETE", path);
  }

  async signIn(who: Credentials): Promise<Answer> {
    const answer = await this.post("/api/v1/session", who);
    if (answer.status >= 300) throw new Error(`cannot sign in: ${answer.status} ${answer.text}`);
    return answer;
  }

  /** The id of the person with this username. */
  async idOf(username: string): Promise<string> {
    const answer = await this.get(`/api/v1/staff?search=${encodeURIComponent(username)}`);
    const found = answer.json.items?.find((person: { username: string }) => person.username === username);
    if (!found) throw new Error(`nobody has the username ${username}: ${answer.text}`);
    return found.id;
  }

  /** A person with all their fields. */
  async person(username: string) {
    const answer = await this.get(`/api/v1/staff/${await this.idOf(username)}`);
    return answer.json;
  }
}
