/** The password of everybody whom registerPerson makes. */
export const PASSWORD = "a horse, a battery and a staple";
