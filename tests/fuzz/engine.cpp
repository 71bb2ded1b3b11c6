// What a page and its adapter hand to the engine: facts, known values, requests, text. Lines of the input, by turns; whatever they hold, every answer is JSON.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tirai/engine.h"
#include "tirai/text.h"

namespace {
constexpr char kPolicy[] = R"({"tirai_policy":1,"id":"f","version":1,"controller":{"name":"a","contact":"b"},"dpo":{"name":"a","contact":"b"},
"roles":{"agent":{"text":{"id":"a","en":"b"}}},
"purposes":{"care":{"dpv":"d","legal_basis":"l","needs_consent":true,"text":{"id":"a","en":"b"},"reason":{"id":"a","en":"b"}}},
"classes":{"contact":{"text":{"id":"a","en":"b"},"entity_types":["phone_number","email_address"]},"name":{"text":{"id":"a","en":"b"},"entity_types":["person"]}},
"rules":[{"id":"v","effect":"permit","level":"partial","when":{"action":["view"],"role":["agent"],"class":["contact"]},"reason":{"id":"a","en":"b"}},
{"id":"t","effect":"permit","level":"token","when":{"action":["view"],"role":["agent"],"class":["name"]},"reason":{"id":"a","en":"b"}},
{"id":"r","effect":"permit","level":"plain","when":{"action":["reveal"],"purpose":["care"]},"obligations":{"time_to_live_s":5},"reason":{"id":"a","en":"b"}}]})";

void require_json(const std::string& text) {
  if (nlohmann::json::parse(text, nullptr, false).is_discarded()) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string policy = kPolicy;
  auto made = tirai::Engine::create(policy);
  if (!made.ok()) std::abort();
  tirai::Engine& engine = made.value();
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  for (int turn = 0; !rest.empty(); ++turn) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 1));
    if (turn % 5 == 0) (void)engine.set_facts(line);
    if (turn % 5 == 1) (void)engine.learn(line);
    if (turn % 5 == 2) require_json(engine.scan(tirai::to_utf16(line)));
    if (turn % 5 == 2) require_json(engine.mask_field("name", tirai::to_utf16(line)));
    if (turn % 5 == 3) {
      const auto answer = engine.decide(line);
      if (answer.ok()) require_json(answer.value());
    }
    if (turn % 5 == 4) {
      const auto answer = engine.offered_purposes(line);
      if (answer.ok()) require_json(answer.value());
    }
  }
  return 0;
}
