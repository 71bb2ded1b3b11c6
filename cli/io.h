// Files, standard streams, the clock and randomness: all that the core is not allowed to know.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tirai/policy.h"
#include "tirai/result.h"

namespace tirai::cli {

inline constexpr std::size_t kLargestInput = 256 * 1024 * 1024;

/// The whole of a file, or of standard input for "-". At most `most` bytes.
[[nodiscard]] Result<std::string> read_all(const std::string& path, std::size_t most = kLargestInput);
/// What messages call it: the path, or "standard input" for "-".
[[nodiscard]] std::string name_of(const std::string& path);
/// Writes a file whole or not at all. `mode` as in open(2). With `replace` false, a file that is there stays and is an error.
[[nodiscard]] Result<bool> write_file(const std::string& path, std::string_view text, unsigned mode, bool replace);
/// Standard output, all of it, now. False if it cannot be written.
[[nodiscard]] bool write_out(std::string_view text);

/// "tirai: <message>" on standard error. Returns `code`, so that a command can end with it.
int fail(int code, std::string_view message);
int fail(int code, const Error& error);

/// The policy of a file and of those it extends.
[[nodiscard]] Result<Policy> read_policy(const std::string& path);

/// How far a long piece of work is, on standard error; silent for the first half second, and where standard error is no terminal.
class Progress {
 public:
  /// `between`: results are written while it goes on; then it is silent where they go to the same terminal.
  Progress(std::size_t all, const char* done, bool between = false);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();
  void step();
  /// Takes the line away, before anything else is written.
  void end();

 private:
  std::size_t all_, at_ = 0;
  const char* done_;
  bool shows_, shown_ = false;
  std::int64_t next_;
};

/// Standard output is a terminal, and NO_COLOR is not set.
[[nodiscard]] bool may_colour();
/// `text` in an ANSI colour ("31" red, "32" green, "33" yellow, "1" bold) where colour may be, else as it is.
[[nodiscard]] std::string coloured(std::string_view text, const char* code);

[[nodiscard]] std::int64_t now_ms();
/// "2026-11-21", "2026-11-21T08:00:00Z" or milliseconds since 1970, all UTC.
[[nodiscard]] Result<std::int64_t> read_time(const std::string& text);
[[nodiscard]] Result<std::string> random_bytes(std::size_t count);

}  // namespace tirai::cli
