// The core and RE2::Set over the same tickets in one process. RE2::Set is given a shape per entity type, no check digit, no context;
// it says which patterns match a ticket, not where, so it does less. Tickets: TIRAI_BENCH_TICKETS, separated by a zero byte.
#include <benchmark/benchmark.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tirai/detect.h"

namespace {

const std::vector<std::string>& tickets() {
  static const std::vector<std::string> all = [] {
    const char* path = std::getenv("TIRAI_BENCH_TICKETS");
    std::ifstream in(path != nullptr ? path : "");
    std::vector<std::string> out;
    for (std::string ticket; std::getline(in, ticket, '\0');) out.push_back(ticket);
    return out;
  }();
  return all;
}
std::int64_t size_of_all() {
  std::int64_t size = 0;
  for (const std::string& ticket : tickets()) size += static_cast<std::int64_t>(ticket.size());
  return size;
}

constexpr const char* kPatterns[] = {
    R"([\w.+-]{1,64}@[\w-]+(\.[\w-]+)+)",
    R"((\+62|\b62|\b0)8[1-9]\d([ .-]?\d{3,4}){2}\b)",
    R"(\(0\d{2,3}\) ?\d{5,8}\b)",
    R"(\+\d{1,3}[ -]?\d{2,4}([ -]?\d{3,4}){2}\b)",
    R"(\b\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}\b)",
    R"(\b3[47]\d{2}[ -]?\d{6}[ -]?\d{5}\b)",
    R"(\b[1-9]\d{5}[ .-]?\d{6}[ .-]?\d{4}\b)",
    R"(\b\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}\b)",
    R"(\b(19|20)\d{6} ?(19|20)\d{4} ?[12] ?\d{3}\b)",
    R"(\b[ABCEX]\d{7}\b)",
    R"(\b000\d{10}\b)",
    R"(\b[A-Z]{1,2} ?[1-9]\d{0,3} ?[A-Z]{1,3}\b)",
    R"(\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b)",
    R"(\b[A-Z]{2}\d{2}( [A-Z0-9]{4}){3,7}( [A-Z0-9]{1,3})?\b)",
    R"(\b(\d{1,3}\.){3}\d{1,3}\b)",
    R"(\b([0-9a-fA-F]{1,4}:){2,7}[0-9a-fA-F]{1,4}\b)",
    R"(\b([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\b)",
    R"(\b\d{15}\b)",
    R"(-?\d{1,2}\.\d{4,} ?, ?-?\d{1,3}\.\d{4,})",
    R"(\b[13][1-9A-HJ-NP-Za-km-z]{25,34}\b)",
    R"(\bbc1[02-9ac-hj-np-z]{11,71}\b)",
    R"(\b0x[0-9a-fA-F]{40}\b)",
    R"(\bAKIA[A-Z2-7]{16}\b)",
    R"(\bgh[pousr]_[0-9A-Za-z]{36}\b)",
    R"(\bsk_(live|test)_[0-9A-Za-z]{10,99}\b)",
    R"(\bAIza[\w-]{35}\b)",
    R"(\bey[\w-]{17,}\.ey[\w-]{17,}\.[\w-]{10,}\b)",
    R"([?&#](token|code|key|sig|sid|access_token)=[\w-]{12,})",
    R"((?i)\b(otp|kode verifikasi|verification code)\b.{0,20}\b\d{4,8}\b)",
    R"((?i)\b(pin|cvv|cvc)\b.{0,20}\b\d{3,6}\b)",
    R"((?i)\b(password|kata sandi|sandi)\b ?[:=] ?\S+)",
    R"((?i)\b(tgl|tanggal) lahir\b.{0,15}\d{1,2}[ /.-]\w+[ /.-]\d{2,4})",
    R"((?i)\b(dob|date of birth)\b.{0,15}\d{1,4}[ /.-]\w+[ /.-]\d{2,4})",
    R"((?i)\b(norek|rekening|rek|account)\b.{0,30}\b\d{10,16}\b)",
    R"((?i)\b(nama|atas nama|a\.n\.|name)\b:? [A-Za-z]+( [A-Za-z]+){0,3})",
    R"((?i)\b(jl|jln|jalan|gg|gang)\.? [A-Za-z]+.{0,80})",
    R"(\b[STFGM]\d{7}[A-Z]\b)",
    R"(\b(\d{8}|\d{9}|[RST]\d{2}[A-Z]{2}\d{4})[A-Z]\b)",
    R"(\b\d{6}-\d{2}-\d{4}\b)",
    R"(\b\d{1}-\d{4}-\d{5}-\d{2}-\d\b)",
    R"(\b\d{6}-[1-8]\d{6}\b)",
    R"(\b\d{3}-\d{2}-\d{5}\b)",
    R"(\b[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}\b)",
    R"(\b[A-Z]{5}\d{4}[A-Z]\b)",
    R"(\b\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]Z[A-Z\d]\b)",
    R"(\b\d{3}[ -]?\d{3}[ -]?\d{3}\b)",
    R"(\b\d{2} ?\d{3} ?\d{3} ?\d{3}\b)",
    R"(\b\d{3}-\d{2}-\d{4}\b)",
    R"(\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}\b)",
    R"(\b\d{3}\.\d{3}\.\d{3}-\d{2}\b)",
    R"(\b\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}\b)",
    R"(\b\d{3}[ -]\d{3}[ -]\d{4}\b)",
    R"(\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b)",
    R"(\b[A-Z]{5}\d{6}[A-Z9]{2}\d[A-Z]{2}\b)",
    R"(\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b)",
    R"(\b[12] ?\d{2} ?\d{2} ?\d[\dAB] ?\d{3} ?\d{3} ?\d{2}\b)",
    R"(\b[XYZ]?-?\d{7,8}-?[A-Z]\b)",
    R"(\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b)",
    R"(\b\d{6}[-+A]\d{3}[0-9A-Y]\b)",
    R"(\b(\d{2})?\d{6}[-+]\d{4}\b)",
    R"(\b(DE|FR|IT|NL|AT|BE|PL|PT|DK|FI|SE|LU|IE|ES) ?[A-Z0-9]{8,12}\b)",
};

void native(benchmark::State& state) {
  for (auto _ : state)
    for (const std::string& ticket : tickets()) benchmark::DoNotOptimize(tirai::detect(ticket, {}));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * size_of_all());
}
BENCHMARK(native);

void re2_set(benchmark::State& state) {
  RE2::Options options;
  options.set_max_mem(std::int64_t{256} << 20);  // its automaton's cache: enough that it never starts over
  RE2::Set set(options, RE2::UNANCHORED);
  for (const char* pattern : kPatterns)
    if (set.Add(pattern, nullptr) < 0) state.SkipWithError(pattern);
  if (!set.Compile()) state.SkipWithError("RE2::Set does not compile");
  std::vector<int> matches;
  for (auto _ : state)
    for (const std::string& ticket : tickets()) benchmark::DoNotOptimize(set.Match(ticket, &matches));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * size_of_all());
  state.counters["patterns"] = static_cast<double>(std::size(kPatterns));
}
BENCHMARK(re2_set);

}  // namespace

BENCHMARK_MAIN();
