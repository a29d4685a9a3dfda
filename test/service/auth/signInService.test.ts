import { describe, expect, it } from "vitest";
import { loginKey, signInService, unfitTokenEndpoint } from "../../../provider/service/auth/signInService";

describe("where somebody signs in", () => {
  it.each([
    [
      { environment: "production" },
      "https://login.microsoftonline.com/common/oauth2/v2.0/",
      ["token", "authorize", "devicecode"],
      "https://ads.microsoft.com/msads.manage offline_access",
      "production",
    ],
    [
      { environment: "sandbox", tenant: "contoso.com" },
      "https://login.microsoftonline.com/contoso.com/oauth2/v2.0/",
      ["token", "authorize", "devicecode"],
      "https://si.ads.microsoft.com/msads.manage offline_access",
      "sandbox",
    ],
    [
      { environment: "production", tokenEndpoint: "http://127.0.0.1:8462" },
      "http://127.0.0.1:8462/common/oauth2/v2.0/",
      ["token", "authorize", "devicecode"],
      "https://ads.microsoft.com/msads.manage offline_access",
      "http://127.0.0.1:8462/common/oauth2/v2.0/token",
    ],
    [
      { environment: "sandbox", identityProvider: "google", tokenEndpoint: "https://broker.example/x/token" },
      "https://broker.example/x/",
      ["token", "authorize", "devicecode"],
      "openid email profile",
      "https://broker.example/x/token",
    ],
  ] as const)("%j", (choice, base, [token, authorize, device], scope, key) => {
    const service = signInService(choice);
    expect(service).toMatchObject({
      tokenEndpoint: base + token,
      authorizeEndpoint: base + authorize,
      deviceEndpoint: base + device,
      scope,
    });
    expect(loginKey(choice.environment, service)).toBe(key);
  });

  it("Google is Google", () => {
    const service = signInService({ environment: "production", identityProvider: "google" });
    expect(service).toEqual({
      identityProvider: "google",
      tokenEndpoint: "https://oauth2.googleapis.com/token",
      authorizeEndpoint: "https://accounts.google.com/o/oauth2/v2/auth",
      deviceEndpoint: "https://oauth2.googleapis.com/device/code",
      scope: "openid email profile",
    });
    expect(loginKey("sandbox", service)).toBe("sandbox");
  });

  it.each([
    ["https://login.microsoftonline.com/x/oauth2/v2.0/token", undefined],
    ["http://127.0.0.1:1/token", undefined],
    ["http://[::1]:1", undefined],
    ["http://login.example/token", "use https"],
    ["http://127.0.0.1.example/token", "use https"],
    ["https://user:pw@login.example/token", "user name or password"],
    ["https://login.example/token?x=1", "query"],
    ["ftp://login.example", "https address"],
    ["login.example", "https address"],
  ])("%s is unfit: %s", (address, why) => {
    const found = unfitTokenEndpoint(address);
    if (why === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(why);
  });
});
