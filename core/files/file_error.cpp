#include "core/files/file_error.h"

#include <cerrno>
#include <cstring>

namespace sayso {

namespace {

const char* remedy_for(Errno error) {
  switch (error) {
    case ENOSPC:
      return "the disk is full: make room on it, then try again";
    case EDQUOT:
      return "your share of the disk is used up: delete files there or ask for more, then try again";
    case EROFS:
      return "the disk is read-only: copy the folder to a place where you may write";
    case EACCES:
    case EPERM:
      return "ask the owner for permission, or work on a copy of your own";
    case EFBIG:
      return "the file would be larger than this disk or a limit of this session (ulimit -f) allows";
    case EIO:
      return "the disk or network drive reports a fault: keep a copy elsewhere and have it checked";
    case ENAMETOOLONG:
      return "choose a shorter name";
    case EMFILE:
    case ENFILE:
      return "too many files are open: close other programs or raise the limit (ulimit -n)";
    case ESTALE:
    case ENOTCONN:
    case EHOSTDOWN:
      return "the network drive is gone: connect it again, then try again";
    default:
      return "";
  }
}

}  // namespace

std::string errno_text(Errno error) {
  const char* name = strerrorname_np(error);
  const char* description = strerrordesc_np(error);
  if (!name || !description) return "error " + std::to_string(error);
  std::string text = description;
  if (text.size() > 1 && text[1] >= 'a') text[0] = static_cast<char>(text[0] | 0x20);
  return text + " (" + name + ")";
}

Error file_error(std::string_view doing, const Path& path, Errno error) {
  return machine_error("cannot " + std::string(doing) + ": " + errno_text(error), path.string(),
                       remedy_for(error));
}

}  // namespace sayso
