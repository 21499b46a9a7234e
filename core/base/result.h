// Expected failure as a value. A function that can fail in ordinary use returns Result<T>;
// a bug is an assert; exceptions end where they are caught next to the library that throws them.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace sayso {

// What kind of failure this is decides the exit status of the command line (docs: `sayso help`).
enum class ErrorKind {
  usage,    // the caller asked for something that cannot be: exit status 2
  machine,  // the machine lacks something or an operation failed (display, disk full): exit status 3
  damaged,  // data is damaged or was refused: exit status 4
};

struct Error {
  ErrorKind kind = ErrorKind::damaged;
  std::string what;    // what happened, to what: "line 3 is not UTF-8"
  std::string place;   // file and position, "" where there is none: "articles/a.txt:3"
  std::string remedy;  // what the user can do, "" where there is nothing to say

  bool operator==(const Error&) const = default;
};

// One line for people: "place: what; remedy".
std::string to_text(const Error& error);

Error usage_error(std::string what, std::string remedy = {});
Error machine_error(std::string what, std::string place, std::string remedy = {});
Error damaged_error(std::string what, std::string place, std::string remedy = {});

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : value_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return value_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Precondition of the next three groups: ok() for the value, !ok() for the error.
  T& value() & {
    assert(ok());
    return std::get<0>(value_);
  }
  const T& value() const& {
    assert(ok());
    return std::get<0>(value_);
  }
  T&& value() && {
    assert(ok());
    return std::get<0>(std::move(value_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const {
    assert(!ok());
    return std::get<1>(value_);
  }

 private:
  std::variant<T, Error> value_;
};

// A Result that carries nothing: `return {};` says that all went well.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return error_.index() == 0; }
  explicit operator bool() const { return ok(); }
  const Error& error() const {
    assert(!ok());
    return std::get<1>(error_);
  }

 private:
  std::variant<std::monostate, Error> error_;
};

}  // namespace sayso
