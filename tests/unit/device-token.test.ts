import { describe, expect, it } from "vitest";
import { DEVICE_COOKIE, deviceCookie, deviceFrom, newDevice } from "~/modules/accounts/device-token.server";

const SECRET = "the secret of the tests: 40 characters..";

describe("a device", () => {
  it("is known again by its cookie", () => {
    const device = newDevice(SECRET);
    expect(deviceFrom(`a=b; ${DEVICE_COOKIE}=${device.token}; c=d`, SECRET)).toEqual(device);
    expect(device.token).not.toContain(device.hash);
    expect(deviceCookie(device)).toBe(
      `__Host-device=${device.token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000`,
    );
  });

  it("is none with a cookie that was not signed here", () => {
    const { token } = newDevice(SECRET);
    const other = newDevice("another secret of forty characters......").token;
    const bad = [
      null,
      "",
      `${DEVICE_COOKIE}=`,
      `${DEVICE_COOKIE}=x`,
      `${DEVICE_COOKIE}=${other}`,
      `x=${token}`,
    ];
    for (const cookie of bad) expect(deviceFrom(cookie, SECRET), String(cookie)).toBe(null);
    const [random = ""] = token.split(".");
    expect(deviceFrom(`${DEVICE_COOKIE}=${random}.${random}`, SECRET)).toBe(null);
  });
});
