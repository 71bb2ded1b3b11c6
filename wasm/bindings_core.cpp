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

// Texts come and go by the browser's own encoder and decoder: unit by unit they were a tenth of a scan, and a third of loading a policy, which every page does
// by scripts just compiled. In UTF-8, each lone surrogate U+FFFD. What is no string is refused as it is everywhere else.
EM_JS(char*, tirai_encode, (emscripten::EM_VAL handle, std::size_t* size), {
  const text = Emval.toValue(handle);
  if (typeof text != "string") throw new TypeError("expected a string");
  const begin = _malloc(text.length * 3 + 1);
  if (!begin) abort("no memory for the text");
  HEAPU32[size >> 2] = (Module.encoder || (Module.encoder = new TextEncoder())).encodeInto(text, HEAPU8.subarray(begin, begin + text.length * 3)).written;
  return begin;
});
EM_JS(emscripten::EM_VAL, tirai_decode, (const char* begin, std::size_t size),
      { return Emval.toHandle((Module.decoder || (Module.decoder = new TextDecoder())).decode(HEAPU8.subarray(begin, begin + size))); });

namespace {
using emscripten::val;

class Given {
 public:
  explicit Given(const val& text) : bytes_(tirai_encode(text.as_handle(), &size_)) {}
  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  struct Free {
    void operator()(char* bytes) const { std::free(bytes); }
  };
  std::size_t size_ = 0;
  std::unique_ptr<char, Free> bytes_;
};

val told(std::string_view text) { return val::take_ownership(tirai_decode(text.data(), text.size())); }

const tirai::Error kNoPolicy{tirai::ErrorCode::kInternal, "no policy is loaded; call load() first", ""};

/// INVARIANT: without a loaded policy every answer is an error, so whoever asks keeps the curtain closed.
class CoreEngine {
 public:
  val load(const val& policy, const val& name) {
    engine_.reset();
    auto created = tirai::Engine::create(Given(policy).view(), Given(name).view());
    if (!created) return told(tirai::answer_error(created.error()));
    engine_.emplace(std::move(created).value());
    return told(tirai::answer_value(engine_->policy_summary()));
  }
  val set_facts(const val& facts) { return told(engine_ ? tirai::answer(engine_->set_facts(Given(facts).view())) : tirai::answer_error(kNoPolicy)); }
  val learn(const val& values) { return told(engine_ ? tirai::answer(engine_->learn(Given(values).view())) : tirai::answer_error(kNoPolicy)); }
  val scan(const val& text) const { return told(engine_ ? tirai::answer_value(engine_->scan(Given(text).view())) : tirai::answer_error(kNoPolicy)); }
  val mask_field(const val& class_id, const val& text) const {
    return told(engine_ ? tirai::answer_value(engine_->mask_field(Given(class_id).view(), Given(text).view())) : tirai::answer_error(kNoPolicy));
  }
  val decide(const val& request) const { return told(engine_ ? tirai::answer(engine_->decide(Given(request).view())) : tirai::answer_error(kNoPolicy)); }
  // 65535 where the name is not known; without a policy every answer is 3: full, not permitted.
  unsigned fact_index(const val& fact, const val& value) const { return engine_ ? engine_->fact_index(Given(fact).view(), Given(value).view()) : tirai::kMissing; }
  unsigned decide_facts(unsigned action, unsigned role, unsigned relationship, unsigned caller, unsigned class_index, unsigned purpose, unsigned consent, unsigned retention,
                        unsigned restriction, unsigned identity, unsigned training, unsigned risk) const {
    const auto narrow = [](unsigned value) { return static_cast<std::uint16_t>(value < tirai::kMissing ? value : tirai::kMissing); };
    return engine_ ? engine_->decide_facts({narrow(action), narrow(role), narrow(relationship), narrow(caller), narrow(class_index), narrow(purpose), narrow(consent),
                                            narrow(retention), narrow(restriction), narrow(identity), narrow(training), narrow(risk)})
                   : static_cast<unsigned>(tirai::Level::kFull);
  }
  val offered_purposes(const val& request) const {
    return told(engine_ ? tirai::answer(engine_->offered_purposes(Given(request).view())) : tirai::answer_error(kNoPolicy));
  }

 private:
  std::optional<tirai::Engine> engine_;
};

val compare(const val& type, const val& value, const val& said) { return told(tirai::Engine::compare(Given(type).view(), Given(value).view(), Given(said).view())); }

val version() { return told(TIRAI_VERSION); }

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
