// The build is made after the type check, and must not be needed for it.
declare module "*/build/server/index.js";
