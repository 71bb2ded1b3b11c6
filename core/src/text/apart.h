// Functions that stay functions. The linker puts whatever is called once into its caller, until the plain-JS twin is one function of the whole
// paint path; V8 compiles none of more than 60 KB of bytecode, and interprets it fifty times slower. What is exported stays apart.
#pragma once

#if defined(__EMSCRIPTEN__)
#define TIRAI_APART(name) __attribute__((noinline, export_name("tirai_" name)))
#define TIRAI_ONCE __attribute__((noinline, minsize))  // what runs once, in a file whose other code runs per word: every page downloads it
#else
#define TIRAI_APART(name)
#define TIRAI_ONCE
#endif

// What is called from one hot place: compilers think it too large.
#define TIRAI_INLINE __attribute__((always_inline)) inline
