// What JavaScript sees of the core: every exported name of the paint path on one screen. engine.d.ts says the same in TypeScript.
// Strings in, one Answer as JSON out. No exception is thrown here; a trap in the module is the caller's "engine failed": covered.
#include <emscripten/bind.h>

#include <optional>
#include <string>

#include "tirai/answer.h"
#include "tirai/decide.h"
#include "tirai/engine.h"

namespace {

const tirai::Error kNoPolicy{tirai::ErrorCode::kInternal, "no policy is loaded; call load() first", ""};

/// INVARIANT: without a loaded policy every answer is an error, so whoever asks keeps the curtain closed.
class CoreEngine {
 public:
  std::string load(const std::string& policy, const std::string& name) {
    engine_.reset();
    auto created = tirai::Engine::create(policy, name);
    if (!created) return tirai::answer_error(created.error());
    engine_.emplace(std::move(created).value());
    return tirai::answer_value(engine_->policy_summary());
  }
  std::string set_facts(const std::string& facts) {
    return engine_ ? tirai::answer(engine_->set_facts(facts)) : tirai::answer_error(kNoPolicy);
  }
  std::string learn(const std::string& values) {
    return engine_ ? tirai::answer(engine_->learn(values)) : tirai::answer_error(kNoPolicy);
  }
  std::string scan(const std::u16string& text) const {
    return engine_ ? tirai::answer_value(engine_->scan(text)) : tirai::answer_error(kNoPolicy);
  }
  std::string mask_field(const std::string& class_id, const std::u16string& text) const {
    return engine_ ? tirai::answer_value(engine_->mask_field(class_id, text)) : tirai::answer_error(kNoPolicy);
  }
  std::string decide(const std::string& request) const {
    return engine_ ? tirai::answer(engine_->decide(request)) : tirai::answer_error(kNoPolicy);
  }
  // 65535 where the name is not known; without a policy every answer is 3: full, not permitted.
  unsigned fact_index(const std::string& fact, const std::string& value) const { return engine_ ? engine_->fact_index(fact, value) : tirai::kMissing; }
  unsigned decide_facts(unsigned action, unsigned role, unsigned relationship, unsigned caller, unsigned class_index, unsigned purpose, unsigned consent, unsigned retention,
                        unsigned restriction, unsigned identity, unsigned training, unsigned risk) const {
    const auto narrow = [](unsigned value) { return static_cast<std::uint16_t>(value < tirai::kMissing ? value : tirai::kMissing); };
    return engine_ ? engine_->decide_facts({narrow(action), narrow(role), narrow(relationship), narrow(caller), narrow(class_index), narrow(purpose), narrow(consent),
                                            narrow(retention), narrow(restriction), narrow(identity), narrow(training), narrow(risk)})
                   : static_cast<unsigned>(tirai::Level::kFull);
  }
  std::string offered_purposes(const std::string& request) const {
    return engine_ ? tirai::answer(engine_->offered_purposes(request)) : tirai::answer_error(kNoPolicy);
  }

 private:
  std::optional<tirai::Engine> engine_;
};

std::string compare(const std::string& type, const std::u16string& value, const std::u16string& said) { return std::string(tirai::Engine::compare(type, value, said)); }

std::string version() { return TIRAI_VERSION; }

}  // namespace

EMSCRIPTEN_BINDINGS(tirai_core) {
  emscripten::function("version", &version);
  emscripten::function("compare", &compare);
  emscripten::class_<CoreEngine>("CoreEngine")
      .constructor<>()
      .function("load", &CoreEngine::load)
      .function("setFacts", &CoreEngine::set_facts)
      .function("learn", &CoreEngine::learn)
      .function("scan", &CoreEngine::scan)
      .function("maskField", &CoreEngine::mask_field)
      .function("decide", &CoreEngine::decide)
      .function("factIndex", &CoreEngine::fact_index)
      .function("decideFacts", &CoreEngine::decide_facts)
      .function("offeredPurposes", &CoreEngine::offered_purposes);
}
