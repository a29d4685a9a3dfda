/** The port that `msads emulator` listens on unless told otherwise, and its address. */
export const EMULATOR_PORT = 8462;
export const EMULATOR_URL = `http://127.0.0.1:${EMULATOR_PORT}`;
