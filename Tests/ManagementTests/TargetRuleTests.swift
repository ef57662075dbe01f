import Experiments
import Testing

import Management
