"""A face that is heard as well: it tells another all it is told, once its sound has begun."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from mindful.core.news import Act, News
from mindful.core.session import Session
from mindful.terminal.page import LONGEST_WAIT, Face, Page

if TYPE_CHECKING:
    from mindful.terminal.ears import Ears


class Sounding:
    """`opens` readies what is heard, once it is wanted: never in a sitting that stays muted."""

    def __init__(self, face: Face, opens: "Callable[[], Ears]") -> None:
        self._face = face
        self._opens = opens
        self._ears: Ears | None = None
        self._place = 0.0  # of the sitting, by what was told last

    def ready(self) -> "Ears":
        """Ready what is heard now, and not when the first bell is due."""
        self._ears = self._ears or self._opens()
        return self._ears

    def hush(self) -> None:
        """Say no more; what was struck rings out."""
        if self._ears:
            self._ears.hush(self._place)

    def tell(self, news: News, session: Session) -> None:
        self._place = session.place
        if not session.muted:
            self.ready()
        if self._ears and news is Act.MUTED:
            self._ears.mute()
        elif self._ears and not session.muted:
            self._ears.hear(news, session)
        self._face.tell(news, session)

    def draw(self, session: Session) -> float:
        self._place = session.place
        look = self._ears.look() if self._ears else LONGEST_WAIT
        return min(look, self._face.draw(session))

    def hide(self) -> None:
        self.hush()
        self._face.hide()

    def show(self) -> None:
        self._face.show()

    def page(self, page: Page) -> bool:
        return self._face.page(page)

    def again(self) -> None:
        self._face.again()

    def turn(self) -> bool:
        return self._face.turn()

    def bell(self) -> None:
        self._face.bell()
