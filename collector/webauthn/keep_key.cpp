#include "webauthn/keep_key.h"

#include "base/clock.h"
#include "ingest/recorded.h"

namespace tirai::collector {

boost::asio::awaitable<std::variant<std::string, Answer>> keep_key(const Ceremonies& ceremonies, OwnLog& own_log, Writer& writer, KeyToKeep asked) {
  const auto made = ceremonies.new_key(asked.ceremony, asked.credential, asked.name, now_ms());
  if (!made) co_return refuse_body(made.error());
  if (!made.value()) co_return refuse(401, "bad_credential", "the key was not made for this page, or without a person who showed who they are", asked.at);
  auto added = std::make_shared<bool>(false);
  std::function<Result<Done>(Store&)> work = [key = *made.value(), added](Store& store) -> Result<Done> {
    const auto done = add_security_key(store, key);
    if (!done) return done.error();
    *added = done.value();
    return Done{};
  };
  auto failed = co_await recorded(own_log, writer, std::move(asked.event), std::move(work));
  if (failed) co_return std::move(*failed);
  if (!*added) co_return refuse(409, "known_key", "this key is registered already", asked.at);
  co_return made.value()->key_id;
}

}  // namespace tirai::collector
