// What JavaScript sees of the core: every exported name of the paint path on one screen. engine.d.ts says the same in TypeScript.
// Strings in, one Answer as JSON out. No exception is thrown here; a trap in the module is the caller's "engine failed": covered.
#include <emscripten/bind.h>
#include <emscripten/em_js.h>
#include <emscripten/val.h>

#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

#include "tirai/answer.h"
#include "tirai/decide.h"
#include "tirai/engine.h"

#if !EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES
// Embind prints a number for each type without a name, of which there is none: the one printf() of the paint path, a hundredth of what every page downloads.
extern "C" int siprintf(char* out, const char*, ...) {
  *out = '\0';
  return 0;
}
#endif

// A text of the page in UTF-8, each lone surrogate U+FFFD: the browser's own encoder writes it into our memory, where unit by unit was a tenth of a
// scan. What is no string is refused as it is everywhere else.
EM_JS(char*, tirai_encode, (emscripten::EM_VAL handle, std::size_t* size), {
  const text = Emval.toValue(handle);
  if (typeof text != "string") throw new TypeError("expected a string");
  const begin = _malloc(text.length * 3 + 1);
  if (!begin) abort("no memory for the text");
  HEAPU32[size >> 2] = (Module.encoder || (Module.encoder = new TextEncoder())).encodeInto(text, HEAPU8.subarray(begin, begin + text.length * 3)).written;
  return begin;
});

namespace {

class PageText {
 public:
  explicit PageText(const emscripten::val& text) : bytes_(tirai_encode(text.as_handle(), &size_)) {}
  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  struct Free {
    void operator()(char* bytes) const { std::free(bytes); }
  };
  std::size_t size_ = 0;
  std::unique_ptr<char, Free> bytes_;
};

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
  std::string scan(const emscripten::val& text) const {
    return engine_ ? tirai::answer_value(engine_->scan(PageText(text).view())) : tirai::answer_error(kNoPolicy);
  }
  std::string mask_field(const std::string& class_id, const emscripten::val& text) const {
    return engine_ ? tirai::answer_value(engine_->mask_field(class_id, PageText(text).view())) : tirai::answer_error(kNoPolicy);
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

std::string compare(const std::string& type, const emscripten::val& value, const emscripten::val& said) {
  return std::string(tirai::Engine::compare(type, PageText(value).view(), PageText(said).view()));
}

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
