"""Which addresses have the engine's own pages?"""

from django.urls import path
from viewflow.contrib.auth import AuthViewset
from viewflow.urls import Site
from viewflow.workflow.flow import FlowAppViewset

from tests.bench.stock_flow import StockReviewFlow

site = Site(title="Stock", viewsets=[FlowAppViewset(StockReviewFlow, icon="task")])
urlpatterns = [path("accounts/", AuthViewset(with_profile_view=False).urls), path("", site.urls)]
