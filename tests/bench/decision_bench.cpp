// Time per decision over many requests, natively. TIRAI_BENCH_DECISION is the folder where decision.mjs laid policy.json and requests.ndjson.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tirai/decide.h"
#include "tirai/engine.h"

namespace {

std::ifstream open(const char* name) {
  const char* folder = std::getenv("TIRAI_BENCH_DECISION");
  return std::ifstream(std::string(folder == nullptr ? "." : folder) + "/" + name);
}
std::string policy_text() {
  std::stringstream out;
  out << open("policy.json").rdbuf();
  return out.str();
}
std::vector<std::string> requests() {
  std::vector<std::string> all;
  std::ifstream in = open("requests.ndjson");
  for (std::string line; std::getline(in, line);) all.push_back(line);
  return all;
}

void decide(benchmark::State& state) {
  const auto policy = tirai::parse_policy(policy_text());
  if (!policy) return state.SkipWithError(policy.error().text().c_str());
  std::vector<tirai::Request> asked;
  for (const std::string& json : requests()) asked.push_back(tirai::parse_request(policy.value(), json).value());
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(tirai::decide(policy.value(), asked[next]));
    next = next + 1 == asked.size() ? 0 : next + 1;
  }
}
BENCHMARK(decide);

void decide_json(benchmark::State& state) {
  const auto engine = tirai::Engine::create(policy_text(), "bench");
  if (!engine) return state.SkipWithError(engine.error().text().c_str());
  const auto asked = requests();
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(engine.value().decide(asked[next]));
    next = next + 1 == asked.size() ? 0 : next + 1;
  }
}
BENCHMARK(decide_json);

}  // namespace

BENCHMARK_MAIN();
