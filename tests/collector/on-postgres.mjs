// Loaded before support.mjs reads it.
process.env.TIRAI_TEST_STORE = 'postgres';
