// The ledger's steps one by one, natively: an event chained, a reason of 700 bytes sealed, a batch's signature checked.
#include <benchmark/benchmark.h>

#include <string>

#include "crypto/base64.h"
#include "crypto/ed25519.h"
#include "tirai/audit.h"
#include "tirai/seal.h"

namespace {
const std::string kDigest = "sha256:" + std::string(64, 'c');

std::string description(const std::string& more) {
  const std::string policy = R"({"id":"support","version":3,"digest":")" + kDigest + R"("})";
  return R"({"kind":"reveal","time":1760000001000,"event_id":"0190a0f0-1111-7111-8111-000000000001","device_id":"device-1","helpdesk":"request-tracker","ticket":"12","enforcement_level":"A1",)"
         R"("product_version":"0.1.0","policy":)" + policy + R"(,"request":{"subject":{"type":"agent","id":"sari","properties":{"role":"agent"}},"action":{"name":"reveal"},)"
         R"("resource":{"type":"class","id":"identity.nik"},"context":{"relationship":"assigned","purpose":"identity_verification"}},"decision":{"decision":true,"context":{"level":"plain",)"
         R"("obligations":{"ask_purpose":true,"time_to_live_s":30,"write_ahead":true},"rules":["reveal-nik"],"reason":{"id":"a","en":"b"},"policy":)" + policy + R"(}},"entity_type":"id_nik",)"
         R"("count":1,"level_before":"partial")" + more + "}";
}

void chain(benchmark::State& state) {
  const std::string text = description("");
  tirai::ChainHead head{"0190a0f0-0000-7000-8000-00000000000a", 0, ""};
  for (auto _ : state) {
    auto event = tirai::append_event(head, text);
    if (!event) return state.SkipWithError(event.error().text().c_str());
    head = event.value().head;
  }
}
BENCHMARK(chain);

void seal_700_bytes(benchmark::State& state) {
  const auto keys = tirai::seal_keys(std::string(32, 1)).value();
  const std::string text(700, 'a'), random(32, 'r');
  for (auto _ : state) benchmark::DoNotOptimize(tirai::seal(text, keys.public_key, "chain:7", random));
}
BENCHMARK(seal_700_bytes);

void ed25519_verify(benchmark::State& state) {
  const std::string seed(32, 's'), message(400, 'm');
  const std::string key = tirai::crypto::ed25519_public_key(seed).value(), signature = tirai::crypto::ed25519_sign(seed, message).value();
  for (auto _ : state) {
    if (!tirai::crypto::ed25519_verify(key, message, signature)) return state.SkipWithError("a good signature does not hold");
  }
}
BENCHMARK(ed25519_verify);
}  // namespace

BENCHMARK_MAIN();
