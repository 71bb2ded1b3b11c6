// What the log's readers are given by strangers (tirai/log.h): proof files, checkpoints, a log's requests to a witness. The first byte chooses.
#include <cstdlib>

#include "tirai/log.h"

namespace {
using namespace tirai;
constexpr std::string_view kLog = "tirai.example/log+9381060c+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c";

void require(bool holds) {
  if (!holds) std::abort();
}

void check_proof(std::string_view text) {
  const auto proof = read_proof(text);
  if (!proof) return require(!proof.error().message.empty());
  require(proof.value().hashes.size() <= 64);
  // Written again without its extra line it is the text that was read.
  const std::string again = write_proof(proof.value());
  require(text.size() >= again.size() && text.ends_with(again.substr(again.find('\n'))));
  (void)verify_proof(text, "entry", kLog);
}

void check_request(std::string_view body) {
  const auto request = read_checkpoint_request(body);
  require(!request || write_checkpoint_request(request.value()) == body);
  const WitnessAnswer answer = witness_checkpoint({3, std::string(32, 'r')}, body, kLog, "", 1);
  require(answer.verdict != WitnessVerdict::kCosigned && answer.seen.size == 3 && !answer.why.empty());
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] == 'p') check_proof(text);
  else if (data[0] == 'r') check_request(text);
  else (void)open_checkpoint(text, kLog);
  return 0;
}
