"""Arrow types that raw and the codebook share.

Belongs here: types whose choice is one decision. Sums of scores stay exact in them.
"""

import pyarrow as pa

# As DECIMAL(18,4) of the warehouse.
DECIMAL = pa.decimal128(18, 4)
