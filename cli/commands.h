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
  kTestsFailed = 4,         ///< a policy's test, or a question asked of it, does not hold
  kCoverageBelow = 5,       ///< the tests hold and touch too little of the policy
  kLooser = 6,              ///< a change shows more than before
};

struct DetectOptions {
  bool jsonl = false;
  std::string format;  ///< text, jsonl, csv, eml; empty: by the file's name
  std::string policy;
  std::string offsets = "byte";
  std::vector<std::string> files;  ///< none: stdin
};
int run(const DetectOptions& options);

struct MaskOptions {
  std::string policy;
  std::string role;
  std::string relationship;
  std::string purpose;
  std::string action = "view";
  std::string facts;
  std::string format;  ///< text, jsonl, csv, eml; empty: by the file's name
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
  std::vector<std::string> vkeys;
  std::uint32_t signatures = 1;  ///< of different keys
  std::string at;  ///< empty: now
  std::uint64_t highest_seen = 0;
  std::string log_vkey;
  std::vector<std::string> witnesses;
  std::uint32_t quorum = 0;
  std::string proof;
  std::vector<std::string> held;  ///< files whose SHA-256 the proven line must hold
  std::string language = "en";
  bool json = false;
};
int run(const VerifyOptions& options);

struct AuditOptions {
  std::string file;
  std::string log_vkey;
  std::vector<std::string> witnesses;
  std::uint32_t quorum = 0;
  std::string since;  ///< a checkpoint that was kept
  std::string keep;   ///< where to keep this one
  std::vector<std::string> policies;
  std::string format = "text";  ///< text, json, junit
  std::string language = "en";
  bool strict = false;
};
int run(const AuditOptions& options);

struct CheckOptions {
  std::vector<std::string> files;
  std::string format = "human";  ///< human, json, sarif
  std::string language = "en";
  bool strict = false;
};
int run(const CheckOptions& options);

struct AdapterOptions {
  std::string ask;  ///< check
  std::string policy;
  std::vector<std::string> files;
};
int run(const AdapterOptions& options);

struct TestOptions {
  std::vector<std::string> paths;
  std::string filter;
  std::string format = "tree";  ///< tree, json, junit, tap
  std::vector<std::string> min_coverage;
};
int run(const TestOptions& options);

struct QueryOptions {
  std::string policy;
  std::string ask;
  std::vector<std::string> words;
  std::string level = "plain";
  std::string format = "human";
};
int run(const QueryOptions& options);

struct DiffOptions {
  std::string before;
  std::string after;
  std::string format = "human";  ///< human, json, markdown
  bool allow_looser = false;
};
int run(const DiffOptions& options);

struct NoticeOptions {
  std::string policy;
  std::string format = "markdown";
  std::string language = "en";
};
int run(const NoticeOptions& options);

struct AuthzenOptions {
  std::string policy;
};
int run(const AuthzenOptions& options);

struct FlattenOptions {
  std::string policy;
};
int run(const FlattenOptions& options);

struct KeygenOptions {
  std::string name;
  std::string out;
  bool witness = false;  ///< a key that cosigns
  bool dpo = false;      ///< a key that reasons are sealed to
};
int run(const KeygenOptions& options);

struct UnsealOptions {
  std::string file;
  std::string key;
  std::string event;  ///< "<chain_uid>:<sequence>"; empty: all
  std::string language = "en";
  bool json = false;
};
int run(const UnsealOptions& options);

struct WitnessOptions {
  std::string key;
  std::string log_vkey;
  std::string state;
  std::string listen;  ///< empty: nobody can ask
  std::string follow;  ///< a collector's address; empty: it asks nobody
  std::uint32_t every_s = 10;
  std::string ca;  ///< PEM of who signs the collector's certificate; empty: the system's
};
int run(const WitnessOptions& options);

struct SignOptions {
  std::vector<std::string> keys;
  std::uint32_t looser_needs = 2;  ///< signatures of different keys, when the policy shows more than the one before
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
