import { expect, it } from "vitest";
import { requestIdOf } from "~/http/pipeline/request-id";

const of = (ray?: string) =>
  requestIdOf(new Request("https://gapless.test/", { headers: ray ? { "cf-ray": ray } : {} }), () => "fresh");

it("a request is known by Cloudflare's ray", () => {
  expect(of("8f0e1d2c3b4a5968-FRA")).toBe("8f0e1d2c3b4a5968-FRA");
  expect(of("8f0e1d2c3b4a5968")).toBe("8f0e1d2c3b4a5968");
});

it("a request without a ray, or with something else in its place, gets an id of ours", () => {
  for (const ray of [
    undefined,
    "x",
    "8F0E1D2C3B4A5968",
    "8f0e1d2c3b4a5968-fra",
    "8f0e1d2c3b4a5968-FRA<script>",
    "8f0e1d2c3b4a59681",
  ]) {
    expect(of(ray)).toBe("fresh");
  }
});
