import { accessTokenUntil, refreshToken } from "./tokens";

/** What a browser was sent away with, until the program comes for its tokens. */
export interface CodeGrant {
  readonly clientId: string;
  readonly redirectUri: string;
  /** PKCE's S256 challenge; undefined when the program sent none. */
  readonly challenge: string | undefined;
  readonly endsAt: number;
}

/** A program without a browser that waits for somebody to approve its code. */
export interface DeviceGrant {
  readonly userCode: string;
  readonly clientId: string;
  readonly endsAt: number;
  state: "pending" | "approved" | "declined";
}

/** One request to the token endpoint, as the log keeps it. It never holds a token or a secret. */
export interface SignInCall {
  readonly grant: string;
  readonly clientId: string | undefined;
  readonly scope: string | undefined;
  readonly hasClientSecret: boolean;
  /** "ok", or OAuth's error. */
  readonly outcome: string;
}

/** What a token endpoint answers. */
export interface IssuedTokens {
  readonly token_type: "Bearer";
  readonly scope: string;
  readonly expires_in: number;
  readonly access_token: string;
  readonly refresh_token: string;
}

const LOGGED = 10_000;
/** So much of a text is logged; tokens have half of it. */
const LONGEST = 200;
/** So many browsers and devices are waited for; of more the oldest are forgotten. */
const WAITED_FOR = 1_000;

/** What somebody will come for, or nobody. */
class Waiting<T> extends Map<string, T> {
  override set(key: string, value: T): this {
    super.set(key, value);
    if (this.size > WAITED_FOR) this.delete(this.keys().next().value ?? "");
    return this;
  }
}

/** The sign-in server's memory: codes on their way, tokens that were used, what was asked. */
export class SignIns {
  readonly codes = new Waiting<CodeGrant>();
  readonly devices = new Waiting<DeviceGrant>();
  readonly #used = new Set<string>();
  #calls: SignInCall[] = [];
  #issued = 0;

  calls(): readonly SignInCall[] {
    return [...this.#calls];
  }

  log(call: SignInCall): void {
    this.#calls.push({
      ...call,
      grant: call.grant.slice(0, LONGEST),
      clientId: call.clientId?.slice(0, LONGEST),
      scope: call.scope?.slice(0, LONGEST),
    });
    if (this.#calls.length > LOGGED) this.#calls.shift();
  }

  /** A name that no other thing has. */
  next(): number {
    this.#issued += 1;
    return this.#issued;
  }

  /** Whether a refresh token is one of the emulator's and, where each is good for one use only, still unused. */
  takeRefreshToken(token: string, singleUse: boolean): boolean {
    if (!token.startsWith(refreshToken) || token.length > LONGEST || (singleUse && this.#used.has(token)))
      return false;
    this.#used.add(token);
    if (this.#used.size > LOGGED) this.#used.delete(this.#used.values().next().value ?? "");
    return true;
  }

  issue(scope: string, seconds: number, now: number): IssuedTokens {
    const n = this.next();
    return {
      token_type: "Bearer",
      scope,
      expires_in: seconds,
      access_token: accessTokenUntil(now + seconds * 1000, n),
      refresh_token: `${refreshToken}-${n}`,
    };
  }

  /** Answers for the person in front of a browser. False when nobody waits under this code. */
  answerDevice(userCode: string, approve: boolean): boolean {
    const waiting = [...this.devices.values()].find(
      (each) => each.userCode === userCode.trim().toUpperCase(),
    );
    if (waiting === undefined) return false;
    waiting.state = approve ? "approved" : "declined";
    return true;
  }

  clear(): void {
    this.codes.clear();
    this.devices.clear();
    this.#used.clear();
    this.#calls = [];
  }
}
