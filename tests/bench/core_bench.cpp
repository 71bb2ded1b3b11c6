// The paint path, native: bytes per second of detection, against one pass of memchr over the same text (the physical limit of
// reading it once), and nanoseconds per decision and per masked page. tests/bench/core.mjs runs the same texts in wasm and the twin.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

#include "source_dir.h"
#include "tirai/decide.h"
#include "tirai/detect.h"
#include "tirai/engine.h"
#include "tirai/policy.h"
#include "tirai/text.h"

namespace {

std::string file(const char* path) {
  std::ifstream in(source_dir() + "/" + path);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string repeated(const std::string& text, std::size_t size) {
  std::string out;
  while (out.size() < size) out += text;
  return out;
}
const std::string& clean() {
  static const std::string text = repeated(file("tests/bench/clean.txt"), 1 << 20);
  return text;
}
const std::string& dense() {
  static const std::string text = repeated(file("tests/bench/dense.txt"), 1 << 20);
  return text;
}

// Tickets of the accuracy corpus (tests/bench/core.mjs writes them), joined by U+0000 as a page's texts are.
const std::string& tickets() {
  static const std::string text = [] {
    const char* path = std::getenv("TIRAI_BENCH_TICKETS");
    std::ifstream in(path == nullptr ? "" : path, std::ios::binary);
    std::stringstream out;
    out << in.rdbuf();
    return out.str().empty() ? dense() : out.str();
  }();
  return text;
}

void memchr_once(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(std::memchr(clean().data(), '\x01', clean().size()));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * clean().size()));
}
BENCHMARK(memchr_once);

void detect_text(benchmark::State& state, const std::string& (*text)()) {
  const tirai::KnownValues known({{"person.name", tirai::EntityType::kPerson, "Siti Rahayu"}, {"contact.phone", tirai::EntityType::kPhoneNumber, "081234567890"}});
  for (auto _ : state) benchmark::DoNotOptimize(tirai::detect(text(), known));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text().size()));
}
BENCHMARK_CAPTURE(detect_text, clean, clean);
BENCHMARK_CAPTURE(detect_text, dense, dense);
BENCHMARK_CAPTURE(detect_text, tickets, tickets);

// Texts made to be hard: one piece over and over, half a megabyte. What counts is the slowest beside `dense`.
void detect_hostile(benchmark::State& state, const char* piece) {
  const std::string text = repeated(piece, 1 << 19);
  for (auto _ : state) benchmark::DoNotOptimize(tirai::detect(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK_CAPTURE(detect_hostile, digits, "1 ");
BENCHMARK_CAPTURE(detect_hostile, phones, "0812 ");
BENCHMARK_CAPTURE(detect_hostile, cards, "4111 1111 1111 1111 ");
BENCHMARK_CAPTURE(detect_hostile, dates, "12/03/1990 ");
BENCHMARK_CAPTURE(detect_hostile, dotted, "1.2.3.4 ");
BENCHMARK_CAPTURE(detect_hostile, codes, "A1B2C3D4 ");
BENCHMARK_CAPTURE(detect_hostile, signs, "a@");
BENCHMARK_CAPTURE(detect_hostile, titles, "Pak ");
BENCHMARK_CAPTURE(detect_hostile, names, "Budi bin ");
BENCHMARK_CAPTURE(detect_hostile, streets, "Jl. Mawar No 1 ");
BENCHMARK_CAPTURE(detect_hostile, labels, "nama saya ");
BENCHMARK_CAPTURE(detect_hostile, spoken, "satu ");
BENCHMARK_CAPTURE(detect_hostile, columns, "a;b;\n");
BENCHMARK_CAPTURE(detect_hostile, separators, "1-\n");

void scan_page(benchmark::State& state, const std::string& (*text)()) {
  auto engine = std::move(tirai::Engine::create(file("policies/support.json"))).value();
  if (!engine.set_facts(R"({"subject":{"id":"a","properties":{"role":"agent"}},"context":{"relationship":"none"}})").ok()) state.SkipWithError("facts");
  const std::u16string page = tirai::to_utf16(text());
  for (auto _ : state) benchmark::DoNotOptimize(engine.scan(page));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text().size()));
}
BENCHMARK_CAPTURE(scan_page, clean, clean);
BENCHMARK_CAPTURE(scan_page, dense, dense);

void decide_once(benchmark::State& state) {
  const auto policy = tirai::parse_policy(file("policies/support.json"));
  const auto request = tirai::parse_request(policy.value(), R"({"subject":{"type":"agent","id":"sari","properties":{"role":"agent"}},
      "action":{"name":"reveal"},"resource":{"type":"field","id":"identity.nik"},"context":{"relationship":"assigned","purpose":"identity_verification"}})");
  for (auto _ : state) benchmark::DoNotOptimize(tirai::decide(policy.value(), request.value()));
}
BENCHMARK(decide_once);

}  // namespace

BENCHMARK_MAIN();
