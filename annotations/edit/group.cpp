#include "annotations/edit/group.h"

namespace sayso {

std::string to_text(GroupKind kind) {
  switch (kind) {
    case GroupKind::edit: return "edit";
    case GroupKind::undo: return "undo";
    case GroupKind::redo: return "redo";
    case GroupKind::submit: return "submit";
    case GroupKind::import: return "import";
    case GroupKind::outside: return "outside";
    case GroupKind::join: return "join";
    case GroupKind::restore: return "restore";
  }
  return "edit";
}

}  // namespace sayso
