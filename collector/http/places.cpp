// The places of connections: who gets one, who leaves for another, and the end of them all.
#include <algorithm>
#include <boost/asio/post.hpp>
#include <tuple>

#include "http/http.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;
using boost::system::error_code;
}  // namespace

bool HttpServer::find_place(const Shared& connection) {
  const std::lock_guard lock(mutex_);
  if (stopping_) return false;
  if (places_ >= limits_.connections) {
    const Shared leaving = who_yields(connection->address);
    if (!leaving) return false;
    leaving->leaving = true;
    net::post(leaving->stream.get_executor(), [leaving] {
      if (leaving->reading) leaving->stream.close();
    });
    --places_;
  }
  Guests& guests = open_[connection->address];
  connection->place = guests.insert(guests.end(), connection);
  ++places_;
  return true;
}

// Of the address that has most, if it has more than `to` would then have; nobody: all of them are being answered, or nobody has too many.
HttpServer::Shared HttpServer::who_yields(const std::string& to) const {
  const auto stays = [](const Shared& one) { return !one->leaving; };
  const auto places = [&](const Guests& guests) { return std::ranges::count_if(guests, stays); };
  const auto own = open_.find(to);
  auto most = own == open_.end() ? 1 : places(own->second) + 1;
  const Guests* found = nullptr;
  for (const auto& [address, guests] : open_) {
    if (address == to || std::ssize(guests) <= most) continue;
    if (const auto taken = places(guests); taken > most) std::tie(most, found) = std::tuple(taken, &guests);
  }
  if (found == nullptr) return nullptr;
  const auto oldest = std::ranges::find_if(*found, [&](const Shared& one) { return stays(one) && one->reading; });
  return oldest == found->end() ? nullptr : *oldest;
}

void HttpServer::finished(const Shared& connection) {
  std::function<void()> empty;
  {
    const std::lock_guard lock(mutex_);
    const auto guests = open_.find(connection->address);
    guests->second.erase(connection->place);
    if (guests->second.empty()) open_.erase(guests);
    if (!connection->leaving) --places_;
    if (stopping_ && open_.empty()) empty = std::exchange(empty_, nullptr);
  }
  if (empty) empty();
}

// One request and its answer. False: the connection ends.

void HttpServer::stop(std::function<void()> empty) {
  net::post(acceptor_.get_executor(), [this] {
    error_code ignored;
    acceptor_.close(ignored);
  });
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  if (open_.empty()) return empty();
  empty_ = std::move(empty);
  for (const auto& [address, guests] : open_) {
    for (const Shared& connection : guests) {
      net::post(connection->stream.get_executor(), [connection] {
        if (connection->idle) connection->stream.cancel();
      });
    }
  }
}

bool HttpServer::stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

}  // namespace tirai::collector
