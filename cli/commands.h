// One command is one struct of options and one run(): options in, exit code out. main.cpp names the flags.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tirai::cli {

enum ExitCode : int {
  kOk = 0,
  kInternal = 1,            ///< a fault of ours, or of the machine (disk full)
  kUsage = 2,               ///< the command line makes no sense
  kInputInvalid = 3,        ///< a file or a line of the input does
  kVerificationFailed = 4,  ///< the log or the bundle is not what was signed
};

struct DetectOptions {
  bool jsonl = false;
  std::string policy;
  std::string offsets = "byte";
  std::vector<std::string> files;  ///< none: stdin
};
int run(const DetectOptions& options);

struct MaskOptions {
  std::string policy;
  std::string role;
  std::string relationship;
  std::string facts;
  std::string file = "-";
};
int run(const MaskOptions& options);

struct ExplainOptions {
  std::string policy;
  std::string request = "-";
  std::string language = "en";
  bool json = false;
};
int run(const ExplainOptions& options);

struct VerifyOptions {
  std::string file;
  std::string bundle;
  std::string vkey;
  std::string at;  ///< empty: now
  std::uint64_t highest_seen = 0;
  std::string language = "en";
  bool json = false;
};
int run(const VerifyOptions& options);

struct KeygenOptions {
  std::string name;
  std::string out;
};
int run(const KeygenOptions& options);

struct SignOptions {
  std::string key;
  std::string policy;
  std::vector<std::string> adapters;
  std::uint64_t version = 0;
  std::string previous;
  std::string not_before;  ///< empty: now
  std::uint32_t expires_in_days = 90;
  std::string out;
};
int run(const SignOptions& options);

}  // namespace tirai::cli
